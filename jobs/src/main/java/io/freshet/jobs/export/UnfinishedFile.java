package io.freshet.jobs.export;

import io.freshet.jobs.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that has its name only once it is whole. Whatever ends the process before takes it away again. */
final class UnfinishedFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedFile.class);

    private final Path target;
    private final Path path;
    private final Thread atExit = new Thread(this::delete, "unfinished-file");
    private boolean open = true;

    private UnfinishedFile(Path target, Path path) {
        this.target = target;
        this.path = path;
    }

    /** @throws InputException if there is something of that name, or no file can be made beside it */
    static UnfinishedFile of(Path target) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new InputException(target + " exists: name a new file, or remove that one");
        }
        // in the same directory, since a file gets its name at once only within one file system
        Path path = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Path parent = target.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createFile(path);
        } catch (IOException e) {
            throw new InputException("file " + target + " cannot be made (" + e + "): name another", e);
        }
        UnfinishedFile file = new UnfinishedFile(target, path);
        Runtime.getRuntime().addShutdownHook(file.atExit);
        return file;
    }

    /** Where to write meanwhile; the file is there and empty. */
    Path path() {
        return path;
    }

    /** Everything is written: the file gets its name. */
    void finish() throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        Runtime.getRuntime().removeShutdownHook(atExit);
        open = false;
    }

    /** Removes the file if it was not finished. */
    @Override
    public void close() {
        if (open) {
            open = false;
            Runtime.getRuntime().removeShutdownHook(atExit);
            delete();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("{} is not complete and could not be removed: {}", path, e.toString());
        }
    }
}
