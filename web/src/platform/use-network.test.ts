import { reportReachable, reportUnreachable, useNetwork } from './use-network';

const { state } = useNetwork();
/** As a browser tells that its adapter went, or is back. */
const device = (name: 'online' | 'offline') => void dispatchEvent(new Event(name));

it('believes the device until something answers, or does not', () => {
  expect(state.value).toBe('online');
  device('offline');
  expect(state.value).toBe('offline');
  reportUnreachable();
  expect(state.value).toBe('offline');
  reportReachable();
  expect(state.value).toBe('online');
});

it('forgets what was seen when the device changes its mind', () => {
  device('online');
  reportReachable();
  device('offline');
  expect(state.value).toBe('offline');
  device('online');
  expect(state.value).toBe('online');
  reportUnreachable();
  expect(state.value).toBe('unreachable');
});
