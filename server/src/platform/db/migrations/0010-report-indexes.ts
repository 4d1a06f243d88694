import { forward } from './forward.js';

export const ReportIndexes = forward(
  1_770_000_000_010,
  'ReportIndexes',
  /* sql */ `
  -- Whether one reports the same thing again, and everything about one person (erasure as well).
  CREATE INDEX reports_reporter ON reports (reporter_id, created_at);
  CREATE INDEX reports_reported ON reports (reported_id, created_at);
  `,
);
