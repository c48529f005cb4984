package io.freshet.jobs.sweep;

import io.freshet.jobs.config.SettingKey;
import io.freshet.jobs.config.Settings;
import io.freshet.jobs.input.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code KEY=A,B,C} and {@code KEY=LOW..HIGH[:log]}; every value is tried in the base settings, so that none is
 * refused when the sweep is half done.
 */
final class AxisText {
    private static final Pattern RANGE = Pattern.compile("([^:]+?)\\.\\.([^:]+?)(:log)?");

    private final Settings base;
    private final String option;

    /**
     * @param option where the texts were given, for messages
     */
    AxisText(Settings base, String option) {
        this.base = base;
        this.option = option;
    }

    List<Choices> lists(List<String> texts) {
        List<Choices> axes = new ArrayList<>();
        for (String text : texts) {
            axes.add(choices(keyOf(text), valuesOf(text), where(text)));
        }
        requireDifferentKeys(axes);
        return List.copyOf(axes);
    }

    List<Axis> rangesOrLists(List<String> texts) {
        List<Axis> axes = new ArrayList<>();
        for (String text : texts) {
            axes.add(rangeOrList(keyOf(text), valuesOf(text), where(text)));
        }
        requireDifferentKeys(axes);
        return List.copyOf(axes);
    }

    private Axis rangeOrList(String key, String values, String where) {
        Matcher range = RANGE.matcher(values);
        if (!range.matches()) {
            return choices(key, values, where);
        }
        String low = accepted(key, range.group(1), where);
        String high = accepted(key, range.group(2), where);
        String type = typeOf(key);
        if (type.equals("word")) {
            throw new InputException(where + ": " + key + " takes words: list them as " + key + "=A,B");
        }
        try {
            return new NumberRange(
                    key,
                    Double.parseDouble(low),
                    Double.parseDouble(high),
                    range.group(3) != null,
                    type.equals("whole number"));
        } catch (IllegalArgumentException e) {
            throw new InputException(where + ": " + e.getMessage(), e);
        }
    }

    private Choices choices(String key, String values, String where) {
        return new Choices(
                key,
                Arrays.stream(values.split(",", -1))
                        .map(value -> accepted(key, value, where))
                        .distinct()
                        .toList());
    }

    /** The value as the settings write it, so that 0.10 and 0.1 are one. */
    private String accepted(String key, String value, String where) {
        if (value.isBlank()) {
            throw new InputException(where + " has an empty value: write it as " + option + " learner.rate=0.05,0.1");
        }
        return String.valueOf(
                base.with(Map.of(key, value.strip()), where).values().get(key));
    }

    private static String typeOf(String key) {
        return Settings.keys().stream()
                .filter(setting -> setting.name().equals(key))
                .map(SettingKey::type)
                .findFirst()
                .orElseThrow();
    }

    private String keyOf(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new InputException(
                    where(text) + " has no key and values: write it as " + option + " learner.rate=0.05,0.1");
        }
        return text.substring(0, equals).strip();
    }

    private static String valuesOf(String text) {
        return text.substring(text.indexOf('=') + 1);
    }

    private String where(String text) {
        return option + " " + text;
    }

    private void requireDifferentKeys(List<? extends Axis> axes) {
        Set<String> keys = new HashSet<>();
        for (Axis axis : axes) {
            if (!keys.add(axis.key())) {
                throw new InputException(option + " has " + axis.key() + " twice: give all its values at once");
            }
        }
    }
}
