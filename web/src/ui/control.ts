/** One look for everything one types or chooses in. */
export const controlClass =
  'w-full min-h-12 rounded-2xl border bg-card px-4 text-base text-ink placeholder:text-mute ' +
  'transition-[border-color,box-shadow] hover:border-ink/50 focus:border-garnet focus:outline-2 focus:outline-offset-0 ' +
  'focus:outline-garnet/30 disabled:opacity-60';

export const controlBorder = (invalid: boolean): string => (invalid ? 'border-garnet' : 'border-edge');
