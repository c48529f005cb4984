package io.freshet.jobs.config;

import io.freshet.jobs.features.FeatureFile;
import io.freshet.jobs.input.InputException;
import io.freshet.ranking.pipeline.DeclaredConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * Declared features that the ranker looks at.
 *
 * @param file where they are declared, empty for none
 * @param items that a user may have features with at most
 */
public record DeclaredSettings(String file, int items) {
    static final DeclaredSettings DEFAULTS = new DeclaredSettings("", DeclaredConfig.ITEMS);

    public DeclaredSettings {
        file = file.strip();
        new DeclaredConfig(List.of(), items); // refuses what it does
    }

    /**
     * Reads the file at each call.
     *
     * @throws InputException if it is wrong, or declares what the ranker cannot look at
     */
    public DeclaredConfig read() {
        if (file.isEmpty()) {
            return new DeclaredConfig(List.of(), items);
        }
        try {
            return DeclaredConfig.of(FeatureFile.read(Path.of(file)), items);
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }
}
