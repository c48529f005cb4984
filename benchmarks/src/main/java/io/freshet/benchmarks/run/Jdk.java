package io.freshet.benchmarks.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JDK that benchmarks run on. */
public record Jdk(Path home) {

    public static Jdk current() {
        return new Jdk(Path.of(System.getProperty("java.home")));
    }

    /** @throws IllegalArgumentException if there is no java in it */
    public static Jdk of(Path home) {
        Jdk jdk = new Jdk(home);
        if (!Files.isExecutable(jdk.java())) {
            throw new IllegalArgumentException("there is no bin/java in " + home + ": pass the home of a JDK");
        }
        return jdk;
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** The same for all benchmarks, so that figures of one JDK can be compared. */
    public List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseG1GC",
                "-Xms3g",
                "-Xmx3g",
                "-Dfreshet.peers=" + System.getProperty("freshet.peers", "")));
        String more = System.getProperty("freshet.bench.options", "");
        if (!more.isBlank()) {
            options.addAll(List.of(more.trim().split("\\s+")));
        }
        return options;
    }
}
