/** The embedded servers trust whoever reaches them, which only a developer's own machine may allow. */
export function refuseInProduction(what: string): void {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(`The embedded ${what} never runs with NODE_ENV=production: configure a real one.`);
  }
}
