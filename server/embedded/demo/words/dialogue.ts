export interface Line {
  by: 'SHE' | 'HE';
  text: string;
  /** The next day or the one after, not in the same breath. */
  later: boolean;
}

export interface Dialogue {
  id: string;
  /** The ad of his that her first line answers; he is given it. */
  quotes?: string;
  /** The sentence of his bio that her first line answers: only a man who wrote it can have this conversation. */
  answersBio?: string;
  lines: readonly Line[];
}

export const she = (text: string): Line => ({ by: 'SHE', text, later: false });
export const he = (text: string): Line => ({ by: 'HE', text, later: false });
export const sheLater = (text: string): Line => ({ by: 'SHE', text, later: true });
export const heLater = (text: string): Line => ({ by: 'HE', text, later: true });
