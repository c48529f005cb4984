package io.freshet.jobs.compare;

import io.freshet.jobs.input.InputException;
import io.freshet.jobs.rundir.Manifest;
import io.freshet.jobs.rundir.PerEvent;
import io.freshet.jobs.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs that tested the same events in the same way, the reference first.
 *
 * @param events what was tested, the same for all
 * @param manifest of the reference
 */
record Runs(PerEvent events, Manifest manifest, List<Run> all) {

    /**
     * Reads each directory once, however many of its models are named.
     *
     * @throws InputException if a run cannot be read, or cannot be compared with the first
     */
    static Runs load(List<String> arguments) throws IOException {
        List<RunName> names = new ArrayList<>();
        for (String argument : arguments) {
            names.add(RunName.resolve(argument));
        }
        RunName reference = names.get(0);
        for (RunName other : names) {
            Comparability.check(reference.directory(), other.directory());
        }
        PerEvent events = read(reference.directory(), names);
        Map<Path, PerEvent> read = new HashMap<>(Map.of(reference.directory().path(), events));
        List<String> labels = RunLabels.of(names);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            RunName name = names.get(i);
            PerEvent own = read.get(name.directory().path());
            if (own == null) {
                own = read(name.directory(), names);
                Comparability.check(reference.directory(), events, name.directory(), own);
                read.put(name.directory().path(), own);
            }
            runs.add(new Run(labels.get(i), name, own.ranks(name.model())));
        }
        return new Runs(events, reference.directory().manifest(), runs);
    }

    Run reference() {
        return all.get(0);
    }

    List<Run> others() {
        return all.subList(1, all.size());
    }

    /** The events with the ranks of all models of the directory that are named. */
    private static PerEvent read(RunDirectory directory, List<RunName> names) throws IOException {
        return directory.perEvent(names.stream()
                .filter(name -> name.directory().path().equals(directory.path()))
                .map(RunName::model)
                .distinct()
                .toList());
    }
}
