/** Pages of these origins may upload. A rule for each: Garage answers with every origin of the rule it finds, and browsers read one. */
export function corsConfiguration(origins: readonly string[]): string {
  const rules = origins.map(
    (origin) =>
      `<CORSRule><AllowedOrigin>${new URL(origin).origin}</AllowedOrigin>` +
      '<AllowedMethod>POST</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>content-type</AllowedHeader>' +
      '<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>3600</MaxAgeSeconds></CORSRule>',
  );
  return `<CORSConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rules.join('')}</CORSConfiguration>`;
}
