const ADULT = 18;
const OLDEST = 120;

/** Whole years between two calendar days (YYYY-MM-DD). Someone born on 29 February turns older on 1 March in common years. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export function isAdult(birthDate: string, today: string): boolean {
  const age = ageOn(birthDate, today);
  return age >= ADULT && age <= OLDEST;
}
