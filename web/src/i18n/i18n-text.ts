import { type FunctionalComponent } from 'vue';
import { rawMessage } from './i18n';
import { pieces } from './message';

/** A text with elements in its holes: one slot per `{hole}`. */
export const I18nText: FunctionalComponent<{ path: string }> = ({ path }, { slots }) =>
  pieces(rawMessage(path)).map((piece, index) => (index % 2 === 0 ? piece : slots[piece]?.()));
I18nText.props = ['path'];
