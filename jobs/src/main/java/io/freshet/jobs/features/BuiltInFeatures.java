package io.freshet.jobs.features;

import io.freshet.features.declared.FeatureDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Features that the ranker looks at by default, declared in files of the jar as anybody declares them. */
public final class BuiltInFeatures {
    private static final String REPEAT = "repeat.yaml";

    private BuiltInFeatures() {}

    /** How often and how lately the user had an item: where it may be recommended again, that says most. */
    public static List<FeatureDefinition> whereItemsRepeat() {
        return FeatureFile.parse(REPEAT, text(REPEAT)).definitions();
    }

    private static String text(String name) {
        try (InputStream in = BuiltInFeatures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar: build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
