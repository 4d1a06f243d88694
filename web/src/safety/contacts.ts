/** An address, a link with or without its beginning, or a telephone number as France or the world writes it. */
const ADDRESS = /[^\s@]+@[^\s@]+\.\p{L}{2,}/u;
const LINK =
  /https?:\/\/|\bwww\.|[\p{L}\d-]\.(?:com|fr|net|org|io|app|info|eu|be|ch|ru|xyz|link|site|online)\b|\b(?:t|wa|ig|m)\.me\/|\bbit\.ly\//iu;
const FRENCH = /(?<!\d)(?:\+33|0033|0)[\s.-]*(?:\(0\)[\s.-]*)?[1-9](?:[\s.-]*\d{2}){4}(?!\d)/;
const WORLDWIDE = /(?<!\d)(?:\+|00)[1-9]\d{0,2}(?:[\s.()-]*\d){6,12}(?!\d)/;

/** Whether a text leads out of here. */
export const leadsAway = (text: string): boolean => [ADDRESS, LINK, FRENCH, WORLDWIDE].some((way) => way.test(text));

/** So many first messages of each are among strangers. */
export const FIRST = 3;
