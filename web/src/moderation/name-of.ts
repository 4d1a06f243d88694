import type { ReportLineFragment } from '../graphql/generated/graphql';
import { translate } from '../i18n';

type Person = ReportLineFragment['reported'];

/** « Hugo (homme) »; somebody without a profile yet is named by the account. */
export const nameOf = (person: Person): string =>
  translate('moderation.person', { name: person.username ?? person.id.slice(0, 8), role: translate(`moderation.roles.${person.role}`) });
