package io.freshet.benchmarks.run;

import io.freshet.benchmarks.report.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from /proc and /sys what the benchmarks run on; elsewhere only what the JVM knows. */
public final class Hosts {
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)]");

    private Hosts() {}

    public static Host current(boolean quick) {
        return new Host(
                first(MODEL, "/proc/cpuinfo", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                first(CHOSEN, "/sys/kernel/mm/transparent_hugepage/enabled", "unknown"),
                quick);
    }

    private static String first(Pattern pattern, String file, String otherwise) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(Path.of(file)));
            return matcher.find() ? matcher.group(1) : otherwise;
        } catch (IOException e) {
            return otherwise;
        }
    }
}
