package example.premierpas.app;

import android.app.NotificationChannel;
import android.app.NotificationManager;
import android.content.Intent;
import android.net.Uri;
import android.os.Build;
import android.provider.Settings;
import androidx.core.app.NotificationManagerCompat;
import com.getcapacitor.JSObject;
import com.getcapacitor.Plugin;
import com.getcapacitor.PluginCall;
import com.getcapacitor.PluginMethod;
import com.getcapacitor.annotation.CapacitorPlugin;

/**
 * What the phone lets people choose of our notifications: a channel for each kind the server sends, made at each start, so
 * that it is there when the app is not and has its name in the language of the phone.
 */
@CapacitorPlugin(name = "Notices")
public class NoticesPlugin extends Plugin {
    @Override
    public void load() {
        channel("new_conversation", R.string.push_new_conversation_channel, NotificationManager.IMPORTANCE_HIGH);
        channel("new_message", R.string.push_new_message_channel, NotificationManager.IMPORTANCE_HIGH);
        channel("membership", R.string.push_membership_channel, NotificationManager.IMPORTANCE_DEFAULT);
        channel("case", R.string.push_case_channel, NotificationManager.IMPORTANCE_DEFAULT);
    }

    /** Offered: this build was made with an account at Firebase. Enabled: the person has not silenced the app. */
    @PluginMethod
    public void state(PluginCall call) {
        int account = getContext().getResources().getIdentifier("google_app_id", "string", getContext().getPackageName());
        boolean enabled = NotificationManagerCompat.from(getContext()).areNotificationsEnabled();
        call.resolve(new JSObject().put("offered", account != 0).put("enabled", enabled));
    }

    @PluginMethod
    public void openSettings(PluginCall call) {
        String us = getContext().getPackageName();
        Intent settings = Build.VERSION.SDK_INT < Build.VERSION_CODES.O
            ? new Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", us, null))
            : new Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, us);
        getContext().startActivity(settings.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK));
        call.resolve();
    }

    private void channel(String id, int name, int importance) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.O) return;
        NotificationChannel channel = new NotificationChannel(id, getContext().getString(name), importance);
        getContext().getSystemService(NotificationManager.class).createNotificationChannel(channel);
    }
}
