package io.freshet.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules hold for the product, and each is broken by the fixtures below {@code io.freshet.jobs.broken}. */
class ArchitectureTest {
    private static final String PRODUCT = "io.freshet";
    private static final String BROKEN = "io.freshet.jobs.broken";
    private static final JavaClasses PRODUCT_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PRODUCT);
    private static final JavaClasses BROKEN_CLASSES = new ClassFileImporter().importPackages(BROKEN);

    @Test
    void schemasKnowNothingOfOurs() {
        holds(Architecture::schemasKnowNothingOfOurs);
    }

    @Test
    void embeddingsKnowNothingOfOurs() {
        holds(Architecture::embeddingsKnowNothingOfOurs);
    }

    @Test
    void featuresKnowSchemasAndEmbeddings() {
        holds(Architecture::featuresKnowSchemasAndEmbeddings);
    }

    @Test
    void rankingKnowsAllButJobs() {
        holds(Architecture::rankingKnowsAllButJobs);
        canFail(Architecture::rankingKnowsAllButJobs, "LooksUpward");
    }

    @Test
    void theVectorApiIsUsedInOnePackage() {
        holds(Architecture::vectorApiInOnePackage);
    }

    @Test
    void flinkKafkaAndTheCommandLineAreSeenByJobsOnly() {
        holds(Architecture::engineLibrariesInJobs);
        canFail(Architecture::engineLibrariesInJobs, "TalksToFlink");
    }

    @Test
    void avroIsSeenBySchemasOnly() {
        holds(Architecture::avroInSchemas);
        canFail(Architecture::avroInSchemas, "SpeaksAvro");
    }

    @Test
    void theEngineHasNoRandomnessOfItsOwn() {
        holds(Architecture::noChance);
        canFail(Architecture::noChance, "DependsOnTheMachine");
    }

    @Test
    void theEngineHasNoClock() {
        holds(Architecture::noClock);
        canFail(Architecture::noClock, "DependsOnTheMachine");
    }

    @Test
    void theEngineComputesTheSameBitsOnEveryMachine() {
        holds(Architecture::sameBitsOnEveryMachine);
        canFail(Architecture::sameBitsOnEveryMachine, "DependsOnTheMachine");
    }

    @Test
    void jobsKeepNoStateInStatics() {
        holds(Architecture::noStaticFieldsThatHoldState);
        canFail(Architecture::noStaticFieldsThatHoldState, "HoldsState.assigned");
        canFail(Architecture::noStaticFieldsThatHoldState, "HoldsState.COUNTER");
        canFail(Architecture::noStaticFieldsThatHoldState, "HoldsState.CELLS");
        holds(Architecture::noStaticCollectionsThatGrow);
        canFail(Architecture::noStaticCollectionsThatGrow, "HoldsState");
    }

    @Test
    void thePackagesOfJobsFormNoCycle() {
        holds(Architecture::noCyclesInJobs);
        canFail(Architecture::noCyclesInJobs, "LeansLeft");
    }

    @Test
    void theProductIsThereToBeChecked() {
        assertThat(PRODUCT_CLASSES.contain("io.freshet.schemas.Interaction")).isTrue();
        assertThat(PRODUCT_CLASSES.contain("io.freshet.jobs.input.InteractionStream"))
                .isTrue();
    }

    private static void holds(Function<Architecture, ArchRule> rule) {
        rule.apply(new Architecture(PRODUCT)).check(PRODUCT_CLASSES);
    }

    private static void canFail(Function<Architecture, ArchRule> rule, String culprit) {
        assertThat(rule.apply(new Architecture(BROKEN))
                        .evaluate(BROKEN_CLASSES)
                        .getFailureReport()
                        .getDetails())
                .anyMatch(detail -> detail.contains(culprit));
    }
}
