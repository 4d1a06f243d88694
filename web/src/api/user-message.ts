import { translate } from '../i18n';
import { codeOf, detailOf } from './errors';

/** What happened, what was kept, what to do: in the reader's language. */
export function toUserMessage(error: unknown): string {
  const code = codeOf(error) ?? 'INTERNAL';
  const requestId = detailOf(error, 'requestId');
  if (code === 'INTERNAL' && requestId) return translate('errors.INTERNAL_WITH_ID', { id: requestId });
  return translate(`errors.${code}`);
}
