import type { Role } from '../graphql/generated/public/graphql';
import 'vue-router';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title; « … · Premier Pas » is added. */
    title?: string;
    /** Feature folders whose `messages.<locale>.json` the page needs. */
    messages?: readonly string[];
    /** Who may enter. Left out: anybody. `'signed-in'`: any role. */
    access?: readonly Role[] | 'signed-in' | 'visitor';
    /** The frame around the page; `public` unless said otherwise. */
    shell?: 'public' | 'member';
    /** Hides the header and tabs of the frame on a phone (a conversation fills the screen). */
    immersive?: boolean;
  }
}
