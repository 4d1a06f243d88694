/// <reference types="vite/client" />

/** Whether this is the Android app; what stands behind it is in no other build. */
declare const __APP__: boolean;
/** Whether this build may sell; what sells is in no other build. */
declare const __SELLS__: boolean;
/** See platform/build.ts. */
declare const __SERVER__: string;

// For tools that do not compile components; vue-tsc reads the components themselves.
declare module '*.vue' {
  import type { Component } from 'vue';

  const component: Component;
  export default component;
}
