import { type FunctionalComponent, h, type SVGAttributes } from 'vue';

interface IconData {
  node: ReadonlyArray<readonly [tag: string, attributes: Record<string, string>]>;
}

/** Stands in for the builder of @lucide/vue: the same drawing, decorative unless it is given a name. */
export default function createLucideIcon({ node }: IconData): FunctionalComponent<SVGAttributes> {
  const Icon: FunctionalComponent<SVGAttributes> = (_props, { attrs }) =>
    h(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: 24,
        height: 24,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': 2,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
        'aria-hidden': attrs['aria-label'] ? undefined : 'true',
        ...attrs,
      },
      node.map(([tag, attributes]) => h(tag, attributes)),
    );
  Icon.inheritAttrs = false;
  return Icon;
}
