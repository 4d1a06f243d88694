import type { Component } from 'vue';

export interface MenuItem {
  label: string;
  icon?: Component;
  danger?: boolean;
  disabled?: boolean;
  select(): void;
}
