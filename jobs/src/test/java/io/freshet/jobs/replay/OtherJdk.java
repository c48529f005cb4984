package io.freshet.jobs.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A JDK of another version than this one that the tests can run. */
final class OtherJdk {
    private static final String VARIABLE = "FRESHET_OTHER_JAVA_HOME";
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");
    private static final int OLDEST = 17;

    private OtherJdk() {}

    /** The one that the environment names, else the first that is installed beside this one. */
    static Optional<Path> home() throws IOException {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Path siblings = Path.of(System.getProperty("java.home")).toRealPath().getParent();
        if (siblings == null) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(siblings)) {
            return homes.sorted().filter(OtherJdk::isUsable).findFirst();
        }
    }

    /** Why there is nothing to test, and what helps. */
    static String absence() {
        return "no other JDK from version " + OLDEST + " on is installed beside " + System.getProperty("java.home")
                + ": name one in " + VARIABLE;
    }

    private static boolean isUsable(Path home) {
        int version = version(home);
        return version >= OLDEST
                && version != Runtime.version().feature()
                && Files.isExecutable(home.resolve("bin").resolve("java"));
    }

    private static int version(Path home) {
        try {
            String release = Files.readString(home.resolve("release"));
            Matcher version = VERSION.matcher(release);
            return release.contains("jdk.incubator.vector") && version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
