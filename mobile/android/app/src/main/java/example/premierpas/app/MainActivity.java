package example.premierpas.app;

import android.content.Intent;
import android.os.Bundle;
import androidx.core.content.ContextCompat;
import com.getcapacitor.BridgeActivity;

public class MainActivity extends BridgeActivity {
    @Override
    public void onCreate(Bundle savedInstanceState) {
        // Back from the list of recent apps, nobody follows again the link or the notification that once started it.
        boolean again = (getIntent().getFlags() & Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY) != 0;
        if (again || savedInstanceState != null) setIntent(new Intent(Intent.ACTION_MAIN));
        registerPlugin(SecureStorePlugin.class);
        registerPlugin(PrivateScreenPlugin.class);
        registerPlugin(NoticesPlugin.class);
        super.onCreate(savedInstanceState);
        // A phone without a WebView, or in the middle of its update, is told so by Capacitor's own page.
        if (bridge == null) return;
        // Until the first page is drawn: white would flash at night.
        bridge.getWebView().setBackgroundColor(ContextCompat.getColor(this, R.color.paper));
    }
}
