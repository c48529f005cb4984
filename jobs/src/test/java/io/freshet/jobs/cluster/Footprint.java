package io.freshet.jobs.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM holds after a garbage collection, asked with the JDK's {@code jcmd}.
 *
 * @param heapBytes of objects that are reachable
 * @param metaspaceKb used by classes
 * @param jobClassLoaders of jobs, one for each job that has not been let go
 * @param threads of the JVM, by their names without numbers
 */
record Footprint(long heapBytes, long metaspaceKb, long jobClassLoaders, Map<String, Integer> threads) {
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);
    private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");
    private static final Pattern THREAD = Pattern.compile("^\"([^\"]+)\"", Pattern.MULTILINE);

    static Footprint of(ClusterProcess process) throws IOException, InterruptedException {
        // classes are unloaded when their loader is found unreachable, and what their cleaners hold after that
        jcmd(process, "GC.run");
        jcmd(process, "GC.run");
        String objects = jcmd(process, "GC.class_histogram");
        return new Footprint(
                number(TOTAL, objects),
                number(METASPACE, jcmd(process, "GC.heap_info")),
                loaders(objects),
                threads(jcmd(process, "Thread.print")));
    }

    int threadCount() {
        return threads.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static long loaders(String objects) {
        return objects.lines()
                .filter(line -> line.contains("FlinkUserCodeClassLoaders$SafetyNetWrapperClassLoader"))
                .mapToLong(line -> Long.parseLong(line.trim().split(" +")[1]))
                .sum();
    }

    private static Map<String, Integer> threads(String dump) {
        Map<String, Integer> threads = new TreeMap<>();
        Matcher thread = THREAD.matcher(dump);
        while (thread.find()) {
            threads.merge(thread.group(1).replaceAll("\\d+", "#"), 1, Integer::sum);
        }
        return threads;
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher number = pattern.matcher(text);
        if (!number.find()) {
            throw new IOException("jcmd has not told " + pattern + ": " + text);
        }
        return Long.parseLong(number.group(1));
    }

    private static String jcmd(ClusterProcess process, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + " of " + process.name() + " failed: " + said);
        }
        return said;
    }
}
