import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { DeviceService } from './device.service.js';
import {
  Device,
  NotificationSettings,
  NotificationSettingsInput,
  PushOffer,
  RegisterDeviceInput,
  RemoveDevicePayload,
} from './notification.types.js';
import type { SettingsService } from './settings.service.js';

@Resolver()
export class NotificationResolver {
  constructor(
    private readonly deviceService: DeviceService,
    private readonly settings: SettingsService,
  ) {}

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => PushOffer, { description: 'What a device needs to know before it registers.' })
  pushOffer(): PushOffer {
    return this.deviceService.offer();
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => [Device], { description: 'The devices where I want to be told, newest first; 10 at most.' })
  devices(@Ctx() { viewer }: SignedIn): Promise<Device[]> {
    return this.deviceService.list(viewer);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => NotificationSettings, { description: 'What I want to be told, and when.' })
  notificationSettings(@Ctx() { viewer }: SignedIn): Promise<NotificationSettings> {
    return this.settings.mine(viewer);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => Device, {
    description:
      'From now on this device is told what happens while I am away. It ends with the session. CONFLICT for the app when the server does not reach it.',
  })
  registerDevice(@Ctx() { viewer }: SignedIn, @Arg('input') input: RegisterDeviceInput): Promise<Device> {
    return this.deviceService.register(viewer, input);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Mutation(() => RemoveDevicePayload, { description: 'From now on this device is told nothing.' })
  removeDevice(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `devices`.') id: string): Promise<RemoveDevicePayload> {
    return this.deviceService.remove(viewer, id);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 120, window: "1h", by: ACCOUNT)')
  @Mutation(() => NotificationSettings, { description: 'Changes what I want to be told.' })
  updateNotificationSettings(@Ctx() { viewer }: SignedIn, @Arg('input') input: NotificationSettingsInput): Promise<NotificationSettings> {
    return this.settings.update(viewer, input);
  }
}
