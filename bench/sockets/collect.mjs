// Loaded into the servers whose memory is measured: on SIGUSR2 garbage is collected, so that only what is held is counted.
process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
});
