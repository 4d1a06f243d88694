import { client } from '../graphql';
import { type DeviceFieldsFragment, RegisterDeviceDocument, type RegisterDeviceInput } from '../graphql/generated/graphql';
import { currentLocale } from '../i18n';

export async function registerDevice(device: Omit<RegisterDeviceInput, 'locale'>): Promise<DeviceFieldsFragment> {
  const input = { ...device, locale: currentLocale() === 'en' ? ('EN' as const) : ('FR' as const) };
  const { data } = await client.mutate({ mutation: RegisterDeviceDocument, variables: { input } });
  if (!data) throw new Error('The answer is empty');
  return data.registerDevice;
}
