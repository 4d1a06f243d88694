import { computed, onScopeDispose, ref, watch } from 'vue';
import { codeOf, toUserMessage, useAction } from '../api';
import { client, useMutation, useQuery } from '../graphql';
import {
  type DeviceFieldsFragment,
  NotificationsDocument,
  type NotificationSettingsInput,
  type NotificationsQuery,
  RemoveDeviceDocument,
  UpdateNotificationSettingsDocument,
} from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { platform } from '../platform';
import { showToast } from '../ui/toast';
import { type Standing, thisDevice } from './this-device';

export type Settings = NotificationsQuery['notificationSettings'];

/** Where and of what somebody is told. Each change shows at once, and comes back if the server could not. */
export function useNotifications() {
  const { t } = useI18n();
  const { result, loading, error, refetch } = useQuery(NotificationsDocument, {});
  const { mutate: update } = useMutation(UpdateNotificationSettingsDocument);
  const { mutate: remove } = useMutation(RemoveDeviceDocument);
  const standing = ref<Standing>();
  const devices = computed(() => result.value?.devices ?? []);
  const here = computed(() => devices.value.find(({ current }) => current));
  const state = computed(() => (standing.value === 'able' ? (here.value ? 'on' : 'off') : standing.value));
  const offer = computed(() => result.value?.pushOffer);
  const look = async () => offer.value && (standing.value = await thisDevice.standing(offer.value));
  watch(offer, look, { immediate: true });
  // Back from the settings of the phone or the browser, where somebody may have thought again.
  onScopeDispose(platform.onResume(() => void look()));
  const edit = (change: (known: NotificationsQuery) => NotificationsQuery) =>
    client.cache.updateQuery({ query: NotificationsDocument }, (known) => known && change(known));

  const on = useAction(async () => {
    if (!offer.value) return;
    const device = await thisDevice.turnOn(offer.value);
    await look();
    if (device) edit((known) => ({ ...known, devices: [device, ...known.devices.filter(({ current }) => !current)] }));
  });

  async function forget(device: DeviceFieldsFragment): Promise<void> {
    const drop = () => edit((known) => ({ ...known, devices: known.devices.filter(({ id }) => id !== device.id) }));
    try {
      const optimisticResponse = { removeDevice: { __typename: 'RemoveDevicePayload' as const, removedId: device.id } };
      await remove({ id: device.id }, { optimisticResponse, update: drop });
    } catch (cause) {
      if (codeOf(cause) !== 'NOT_FOUND') {
        return void showToast(toUserMessage(cause), { tone: 'problem', action: { label: t('ui.retry'), run: () => void forget(device) } });
      }
      drop();
    }
    if (device.current) await thisDevice.turnOff();
  }

  /** What was asked for, and no more: of two changes the answer to the first may come last, and knows nothing of the second. */
  function take(saved: Settings, asked: (keyof Settings)[]): void {
    const changed = Object.fromEntries(asked.map((key) => [key, saved[key]])) as Partial<Settings>;
    edit((known) => ({ ...known, notificationSettings: { ...known.notificationSettings, ...changed } }));
  }

  async function save(input: NotificationSettingsInput, shown: Partial<Settings>): Promise<void> {
    const settings = result.value?.notificationSettings;
    if (!settings) return;
    try {
      await update(
        { input },
        {
          optimisticResponse: { updateNotificationSettings: { ...settings, ...shown } },
          update: (_cache, { data }) => data && take(data.updateNotificationSettings, Object.keys(shown) as (keyof Settings)[]),
        },
      );
    } catch (cause) {
      showToast(toUserMessage(cause), { tone: 'problem', action: { label: t('ui.retry'), run: () => void save(input, shown) } });
    }
  }

  return {
    settings: computed(() => result.value?.notificationSettings),
    devices,
    state,
    loading,
    problem: computed(() => (error.value && !result.value ? toUserMessage(error.value) : undefined)),
    refetch,
    on,
    forget,
    save,
  };
}
