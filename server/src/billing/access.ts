/** A failed renewal leaves her in for this long after the period began, while the bank is asked again. */
export const GRACE_DAYS = 7;

/** Whether one row of `subscriptions` gives access. Both arguments are SQL expressions, never values. */
export const givesAccess = (row: string, now: string): string => `(
  ${row}.status IN ('active', 'trialing')
  OR (${row}.status = 'past_due' AND ${row}.current_period_start > ${now}::timestamptz - interval '${GRACE_DAYS} days'))`;

/**
 * The one SQL condition of who has access: any subscription of hers that gives it. `user` and `now` are SQL expressions
 * (a parameter such as `$1`, a column), never values.
 */
export const hasAccess = (user: string, now: string): string =>
  `EXISTS (SELECT 1 FROM subscriptions paid WHERE paid.user_id = ${user} AND ${givesAccess('paid', now)})`;
