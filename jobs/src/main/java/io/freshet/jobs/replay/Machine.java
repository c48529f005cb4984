package io.freshet.jobs.replay;

import io.freshet.embedding.simd.KernelProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a run ran on. */
record Machine(String javaVersion, String javaVendor, String kernels, String cpu, int cores) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String CPU_NAME = "model name";

    static Machine current() {
        return new Machine(
                System.getProperty("java.version", "unknown"),
                System.getProperty("java.vendor", "unknown"),
                KernelProvider.create().name(),
                cpuName(),
                Runtime.getRuntime().availableProcessors());
    }

    /** Linux tells it in a file; elsewhere the architecture has to do. */
    private static String cpuName() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith(CPU_NAME))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElseGet(Machine::architecture);
            } catch (IOException e) {
                return architecture();
            }
        }
        return architecture();
    }

    private static String architecture() {
        return System.getProperty("os.arch", "unknown");
    }
}
