package example.premierpas.app;

import android.os.Bundle;
import androidx.core.content.ContextCompat;
import com.getcapacitor.BridgeActivity;

public class MainActivity extends BridgeActivity {
    @Override
    public void onCreate(Bundle savedInstanceState) {
        registerPlugin(SecureStorePlugin.class);
        registerPlugin(PrivateScreenPlugin.class);
        registerPlugin(NoticesPlugin.class);
        super.onCreate(savedInstanceState);
        // Until the first page is drawn: white would flash at night.
        bridge.getWebView().setBackgroundColor(ContextCompat.getColor(this, R.color.paper));
    }
}
