package io.freshet.jobs.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Completed checkpoints on disk. */
final class Checkpoints {
    private Checkpoints() {}

    /** The directory of the newest completed checkpoint, or null if there is none yet. */
    static @Nullable Path newest(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return null;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().equals("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingInt(Checkpoints::number))
                    .orElse(null);
        }
    }

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
    }
}
