package io.freshet.jobs.cluster;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the build has put what a cluster is made of.
 *
 * @param target the build's directory
 * @param code our own classes: a jar or a directory
 */
public record Installation(Path target, Path code) {

    /**
     * The one that this class comes from.
     *
     * @throws IOException if it is not complete
     */
    public static Installation here() throws IOException {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        try {
            Path code = Path.of(source.getLocation().toURI());
            return new Installation(code.resolveSibling("."), code).checked();
        } catch (URISyntaxException e) {
            throw new IOException("no directory: " + source.getLocation(), e);
        }
    }

    public Installation {
        target = target.toAbsolutePath().normalize();
        code = code.toAbsolutePath().normalize();
    }

    /** For processes of our own. */
    String ownClassPath() {
        return code + ":" + target.resolve("lib") + "/*";
    }

    /** Flink's alone: a job's jar brings everything else. */
    String flinkClassPath() throws IOException {
        try (Stream<Path> jars = Files.list(flink())) {
            return jars.sorted().map(Path::toString).collect(Collectors.joining(":"));
        }
    }

    Path jobJar() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("freshet-jobs-.*-job\\.jar"))
                    .findAny()
                    .orElseThrow(() -> missing("job jar"));
        }
    }

    private Installation checked() throws IOException {
        if (!Files.isDirectory(flink())) {
            throw missing("directory flink");
        }
        jobJar();
        return this;
    }

    private Path flink() {
        return target.resolve("flink");
    }

    private IOException missing(String what) {
        return new IOException("there is no " + what + " in " + target + ": build it with mvn package");
    }
}
