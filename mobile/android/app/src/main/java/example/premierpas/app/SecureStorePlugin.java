package example.premierpas.app;

import android.content.Context;
import android.content.SharedPreferences;
import android.security.keystore.KeyGenParameterSpec;
import android.security.keystore.KeyProperties;
import android.util.Base64;
import com.getcapacitor.JSObject;
import com.getcapacitor.Plugin;
import com.getcapacitor.PluginCall;
import com.getcapacitor.PluginMethod;
import com.getcapacitor.annotation.CapacitorPlugin;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.json.JSONObject;

/**
 * Values that only this app on this device can read: encrypted with a key that never leaves the Keystore (AES-GCM, a new
 * nonce for each value, the name of the value bound to it). A copy of the app's files opens nothing.
 */
@CapacitorPlugin(name = "SecureStore")
public class SecureStorePlugin extends Plugin {
    private static final String KEYSTORE = "AndroidKeyStore";
    private static final String ALIAS = "secure-store";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    @PluginMethod
    public void get(PluginCall call) {
        String key = call.getString("key", "");
        String stored = preferences().getString(key, null);
        String value = null;
        try {
            if (stored != null) value = decrypt(key, Base64.decode(stored, Base64.NO_WRAP));
        } catch (Exception unreadable) {
            // The key is gone (a restored device, a cleared Keystore): so is what it closed, and one signs in again.
            preferences().edit().remove(key).commit();
        }
        call.resolve(new JSObject().put("value", value == null ? JSONObject.NULL : value));
    }

    @PluginMethod
    public void set(PluginCall call) {
        String key = call.getString("key", "");
        try {
            String stored = Base64.encodeToString(encrypt(key, call.getString("value", "")), Base64.NO_WRAP);
            // Resolved when it is on the disk, not when it will be: what is killed next must find it.
            if (!preferences().edit().putString(key, stored).commit()) throw new IllegalStateException("The disk refused");
            call.resolve();
        } catch (Exception error) {
            call.reject("The value could not be kept", error);
        }
    }

    @PluginMethod
    public void remove(PluginCall call) {
        preferences().edit().remove(call.getString("key", "")).commit();
        call.resolve();
    }

    private SharedPreferences preferences() {
        return getContext().getSharedPreferences(ALIAS, Context.MODE_PRIVATE);
    }

    private static byte[] encrypt(String name, String value) throws Exception {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.ENCRYPT_MODE, key());
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        byte[] nonce = cipher.getIV();
        byte[] closed = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
        byte[] all = new byte[nonce.length + closed.length];
        System.arraycopy(nonce, 0, all, 0, nonce.length);
        System.arraycopy(closed, 0, all, nonce.length, closed.length);
        return all;
    }

    private static String decrypt(String name, byte[] all) throws Exception {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.DECRYPT_MODE, key(), new GCMParameterSpec(TAG_BITS, all, 0, NONCE_BYTES));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
    }

    private static synchronized SecretKey key() throws Exception {
        KeyStore store = KeyStore.getInstance(KEYSTORE);
        store.load(null);
        SecretKey known = (SecretKey) store.getKey(ALIAS, null);
        return known != null ? known : newKey();
    }

    private static SecretKey newKey() throws GeneralSecurityException {
        KeyGenerator generator = KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, KEYSTORE);
        int purposes = KeyProperties.PURPOSE_ENCRYPT | KeyProperties.PURPOSE_DECRYPT;
        generator.init(
            new KeyGenParameterSpec.Builder(ALIAS, purposes)
                .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
                .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
                .setKeySize(256)
                .build()
        );
        return generator.generateKey();
    }
}
