package io.freshet.jobs.rundir;

/** Names that the files of a run give to models which nobody chooses. */
public final class ModelNames {
    /** What the live job answered, and the key of how far its ranks agree with the runner's. */
    public static final String LIVE = "live";

    private ModelNames() {}
}
