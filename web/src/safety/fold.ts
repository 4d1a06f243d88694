/** Words as they are compared: capitals, accents and ligatures make no other word. */
export const fold = (text: string): string =>
  text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’ʼ]/g, "'");
