import { fold } from './fold';

/** Written without accents; each also in the plural. Insults, and what people call each other to hurt. */
const WORDS = `
  connard connasse salope salaud pute petasse pouffiasse grognasse garce allumeuse michtonneuse encule encules fdp ntm
  bougnoule negresse youpin bicot gouine tarlouze travelo
  bitch slut whore cunt motherfucker asshole arsehole dickhead faggot nigger retarded kys
`;
/** Words that are harmless alone (« con », « moche », « seins ») only in the company that makes them hurt; threats; what nobody asked for. */
const PHRASES = `
  fils de pute, fils de chien, espece de con, espece de conne, espece d'idiot, espece d'idiote, gros con, grosse conne, pauvre con,
  pauvre conne, sale con, sale conne, sale chienne, sale putain, sale porc, gros porc, sale race, sale arabe, sale noir, sale noire,
  sale juif, sale juive, sale pd, sale pede, sale negre, sale tapette, grosse vache, grosse truie, petite cochonne,
  t'es moche, tu es moche, t'es grosse, tu es grosse, t'es con, t'es conne, tu es conne, tu me degoutes, trou du cul,
  ta gueule, nique ta mere, nique toi, va te faire foutre, va te faire enculer, va crever, va mourir, suicide toi,
  je vais te tuer, je vais te frapper, je vais te violer, je vais te defoncer, je sais ou tu habites, je sais ou tu travailles,
  tu vas le regretter, tu vas le payer,
  te baiser, suce moi, me sucer, suce ma, ma bite, grosse bite, ton cul, plan cul, tes seins, tes nichons, gros seins,
  envoie un nude, envoie des nudes, envoie moi un nude, envoie moi des nudes,
  fuck you, fuck off, suck my, my dick, my cock, your tits, your ass, send nudes, send me nudes, send me a nude,
  you are ugly, you're ugly, fat pig, fat cow, gold digger, kill yourself, go die, i will kill you, i'll kill you,
  i know where you live, i know where you work, you will regret, you'll regret
`;
/** Old-fashioned, not rude. */
const KIND = /te baiser (?:la|les) mains?/g;

const each = [...WORDS.trim().split(/\s+/), ...PHRASES.split(',').map((phrase) => phrase.trim())].map((entry) =>
  entry.replace(/[\s']+/g, "[\\s'-]+"),
);
const HARSH = new RegExp(`(?<![\\p{L}\\p{N}]|\\p{L}-)(?:${each.join('|')})(?:e?s)?(?![\\p{L}\\p{N}])`, 'u');

/** Whether a text holds what people report most. It stays on the device, which asks one question and hinders nobody. */
export const isHarsh = (text: string): boolean =>
  // « Saloooope » is read as it is meant.
  HARSH.test(
    fold(text)
      .replace(/(\p{L})\1{2,}/gu, '$1')
      .replace(KIND, ''),
  );
