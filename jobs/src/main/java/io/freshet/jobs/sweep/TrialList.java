package io.freshet.jobs.sweep;

import io.freshet.jobs.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects trials and passes over those whose settings are there already. */
final class TrialList {
    /** So many trials at most; beyond it lies a typing error. */
    static final int MOST = 10_000;

    private final Settings base;
    private final Map<Settings, Trial> bySettings = new LinkedHashMap<>();

    TrialList(Settings base, List<String> keys) {
        this.base = base;
        Map<String, String> all = base.values();
        Map<String, String> values = new LinkedHashMap<>();
        keys.forEach(key -> values.put(key, String.valueOf(all.get(key))));
        put(Trial.BASE, values, base);
    }

    void add(int number, Map<String, String> values) {
        put(number, values, base.with(values, "trial " + number + " " + values));
    }

    List<Trial> list() {
        return List.copyOf(bySettings.values());
    }

    private void put(int number, Map<String, String> values, Settings settings) {
        bySettings.putIfAbsent(settings, new Trial(number, values, settings));
    }
}
