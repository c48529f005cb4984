package io.freshet.ranking.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Parts of a pipeline as a setting lists them: names with commas between. */
final class PartNames {
    private PartNames() {}

    /**
     * The parts in the order of the list.
     *
     * @param key of the setting, which a refusal begins with
     * @param all that there are
     * @throws IllegalArgumentException if the list is empty, or has an unknown name, or one twice
     */
    static <E extends Enum<E>> List<E> parse(String key, String list, E[] all) {
        List<E> parts = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            E part = Arrays.stream(all)
                    .filter(each -> name(each).equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> refused(key, list, all));
            if (parts.contains(part)) {
                throw refused(key, list, all);
            }
            parts.add(part);
        }
        return parts;
    }

    /** All of them, as a list. */
    static <E extends Enum<E>> String list(E[] all) {
        return String.join(",", names(List.of(all)));
    }

    /** The name of each. */
    static <E extends Enum<E>> List<String> names(List<E> parts) {
        return parts.stream().map(PartNames::name).toList();
    }

    private static String name(Enum<?> part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> IllegalArgumentException refused(String key, String list, E[] all) {
        return new IllegalArgumentException(
                key + " is " + list + ": list some of " + list(all) + ", each once, with commas between");
    }
}
