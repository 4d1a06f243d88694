import { Platform } from './0001-platform.js';
import { Accounts } from './0002-accounts.js';
import { Places } from './0003-places.js';
import { Moderation } from './0004-moderation.js';
import { Profiles } from './0005-profiles.js';
import { Billing } from './0008-billing.js';
import { ReportIndexes } from './0010-report-indexes.js';

/** In order. Forward only: a released migration is never edited. */
export const migrations = [Platform, Accounts, Places, Moderation, Profiles, Billing, ReportIndexes];
