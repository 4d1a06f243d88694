import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Viewer } from '../platform/graphql/context.js';
import { type AcceptTermsInput, type Consent, type ConsentEntry, type ConsentPurpose, ConsentPurposeEnum } from './consent.types.js';
import { noteSignUp } from './consents.js';
import { assertInForce } from './legal.js';

const SHOWN = 20;

/** What somebody agreed to: read by them, and asked for again when a page has a new version. */
export class ConsentService {
  constructor(private readonly db: Database) {}

  async list(viewer: Viewer): Promise<Consent[]> {
    const rows = await this.db.query<ConsentEntry & { purpose: ConsentPurpose }>(
      `SELECT purpose, given, version, at FROM (
         SELECT *, row_number() OVER (PARTITION BY purpose ORDER BY id DESC) AS place FROM consents WHERE user_id = $1
       ) AS each WHERE place <= ${SHOWN} ORDER BY id DESC`,
      [viewer.id],
    );
    return purposesOf(viewer).map((purpose) => {
      const history = rows.filter((row) => row.purpose === purpose).map(({ given, version, at }) => ({ given, version, at }));
      return { purpose, given: history[0]?.given ?? false, history };
    });
  }

  /** The new version of a page, read and agreed to. True also for whoever had. */
  async acceptTerms(viewer: Viewer, input: AcceptTermsInput): Promise<boolean> {
    assertInForce(input);
    await this.db.transaction(async (tx) => {
      await tx.query('UPDATE users SET terms_version = $2, privacy_version = $3, consented_at = $4 WHERE id = $1', [
        viewer.id,
        input.termsVersion,
        input.privacyVersion,
        clock.now(),
      ]);
      await noteSignUp(tx, viewer.id);
      await tx.emit('account.changed', { userId: viewer.id });
    });
    return true;
  }
}

/** Only women are not named unless they choose so. */
const purposesOf = ({ role }: Viewer): ConsentPurpose[] =>
  Object.values(ConsentPurposeEnum).filter((purpose) => role === 'WOMAN' || purpose !== 'NAME_IN_NOTIFICATIONS');
