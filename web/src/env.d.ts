/// <reference types="vite/client" />

// For tools that do not compile components; vue-tsc reads the components themselves.
declare module '*.vue' {
  import type { Component } from 'vue';

  const component: Component;
  export default component;
}
