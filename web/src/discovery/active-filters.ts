import { type DiscoveryFilter, isAnyAge, openFilter } from './filter';

export interface ActiveFilter {
  key: string;
  text: { path: string; named?: Record<string, unknown> } | { interest: string };
  /** What to change so that it no longer counts. */
  without: Partial<DiscoveryFilter>;
}

/** One entry for each thing asked besides the place, in the order of the form. */
export function activeFilters(filter: DiscoveryFilter): ActiveFilter[] {
  const open = openFilter();
  const found: ActiveFilter[] = [];
  if (!isAnyAge(filter)) {
    found.push({
      key: 'age',
      text: { path: 'discovery.agesBetween', named: { from: filter.ages[0], to: filter.ages[1] } },
      without: { ages: open.ages },
    });
  }
  if (filter.seen) found.push({ key: 'seen', text: { path: `discovery.seenChoices.${filter.seen}` }, without: { seen: null } });
  for (const interest of filter.interests) {
    const interests = filter.interests.filter((other) => other !== interest);
    found.push({ key: `interest:${interest}`, text: { interest }, without: { interests, all: filter.all && interests.length > 1 } });
  }
  if (filter.postedThisWeek) found.push({ key: 'posted', text: { path: 'discovery.posted' }, without: { postedThisWeek: false } });
  if (filter.verified) found.push({ key: 'verified', text: { path: 'verified' }, without: { verified: false } });
  return found;
}
