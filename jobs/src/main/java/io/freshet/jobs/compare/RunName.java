package io.freshet.jobs.compare;

import io.freshet.jobs.input.InputException;
import io.freshet.jobs.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A run as a person names it, {@code DIR} or {@code DIR:MODEL}, found on disk. */
record RunName(RunDirectory directory, String model) {
    /** @throws InputException if there is no such run, or several that could be meant */
    static RunName resolve(String name) throws IOException {
        int colon = name.lastIndexOf(':');
        if (colon < 0 || Files.isDirectory(Path.of(name))) {
            RunDirectory directory = RunDirectory.open(Path.of(name));
            return new RunName(directory, onlyModel(directory));
        }
        RunDirectory directory = RunDirectory.open(Path.of(name.substring(0, colon)));
        return new RunName(directory, known(directory, name.substring(colon + 1)));
    }

    private static String onlyModel(RunDirectory directory) {
        List<String> models = directory.manifest().models();
        if (models.size() == 1) {
            return models.get(0);
        }
        throw new InputException(directory.path() + " has several models: say which as " + directory.path()
                + ":MODEL, of " + list(models));
    }

    private static String known(RunDirectory directory, String model) {
        List<String> models = directory.manifest().models();
        if (!models.contains(model)) {
            throw new InputException(directory.path() + " has no model '" + model + "': give one of " + list(models));
        }
        return model;
    }

    private static String list(List<String> models) {
        return String.join(", ", models);
    }
}
