/** Who runs this site. An operator puts their own name, addresses and host here before opening it to the public. */
export const publisher = {
  name: 'Premier Pas',
  contact: 'contact@premierpas.example',
  privacy: 'donnees@premierpas.example',
  host: 'premierpas.example',
} as const;
