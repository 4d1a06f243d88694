import type { PublisherQuery } from '../graphql/generated/public/graphql';
import type { LocaleCode } from '../i18n';
import type { Named } from './legal-text';

const UNSAID: Record<LocaleCode, Named> = {
  fr: {
    name: '[nom de l’exploitant]',
    form: '[forme juridique et capital]',
    address: '[adresse postale]',
    siren: '[numéro SIREN]',
    director: '[directeur ou directrice de la publication]',
    host: '[hébergeur : nom, adresse, téléphone]',
    contact: '[adresse e-mail de contact]',
    dpo: '[adresse e-mail pour les données personnelles]',
    mediator: '[médiateur de la consommation]',
  },
  en: {
    name: '[name of the operator]',
    form: '[legal form and capital]',
    address: '[postal address]',
    siren: '[SIREN number]',
    director: '[person responsible for publication]',
    host: '[host: name, address, telephone]',
    contact: '[contact e-mail address]',
    dpo: '[e-mail address for personal data]',
    mediator: '[consumer mediator]',
  },
};

/** What the operator said of themselves; what they have not said yet stays visible. */
export function named({ __typename: _, ...said }: PublisherQuery['publisher'], locale: LocaleCode): Named {
  return Object.fromEntries(
    Object.entries(UNSAID[locale]).map(([what, unsaid]) => [what, said[what as keyof typeof said] ?? unsaid]),
  ) as Named;
}
