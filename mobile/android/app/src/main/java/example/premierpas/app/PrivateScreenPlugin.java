package example.premierpas.app;

import android.view.WindowManager;
import com.getcapacitor.Plugin;
import com.getcapacitor.PluginCall;
import com.getcapacitor.PluginMethod;
import com.getcapacitor.annotation.CapacitorPlugin;

/** Keeps the window out of screenshots, screen recordings and the list of recent apps for as long as the page asks. */
@CapacitorPlugin(name = "PrivateScreen")
public class PrivateScreenPlugin extends Plugin {
    @PluginMethod
    public void set(PluginCall call) {
        boolean hidden = Boolean.TRUE.equals(call.getBoolean("hidden"));
        getActivity().runOnUiThread(() -> {
            if (hidden) getActivity().getWindow().addFlags(WindowManager.LayoutParams.FLAG_SECURE);
            else getActivity().getWindow().clearFlags(WindowManager.LayoutParams.FLAG_SECURE);
            call.resolve();
        });
    }
}
