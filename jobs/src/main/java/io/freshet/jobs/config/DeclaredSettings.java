package io.freshet.jobs.config;

import io.freshet.jobs.features.BuiltInFeatures;
import io.freshet.jobs.features.FeatureFile;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.pipeline.DeclaredConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * Declared features that the ranker looks at.
 *
 * @param builtIn whether it looks at the {@linkplain BuiltInFeatures built-in ones} where items repeat
 * @param file where others are declared, empty for none
 * @param items that a user may have features with at most
 */
public record DeclaredSettings(boolean builtIn, String file, int items) {
    static final DeclaredSettings DEFAULTS = new DeclaredSettings(true, "", DeclaredConfig.ITEMS);

    public DeclaredSettings {
        file = file.strip();
        new DeclaredConfig(List.of(), items); // refuses what it does
    }

    /**
     * Reads the file at each call; what it declares under the name of a built-in feature takes the place of that one.
     *
     * @param repeat whether a consumed item may be recommended again
     * @throws InputException if it is wrong, or declares what the ranker cannot look at
     */
    public DeclaredConfig read(boolean repeat) {
        DeclaredConfig declared =
                new DeclaredConfig(builtIn && repeat ? BuiltInFeatures.whereItemsRepeat() : List.of(), items);
        if (file.isEmpty()) {
            return declared;
        }
        try {
            return declared.with(FeatureFile.read(Path.of(file)));
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }
}
