package io.freshet.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** What the modules may know of each other and of the world, for all packages below a root. */
record Architecture(String root) {
    private static final String SCHEMAS = "schemas";
    private static final String EMBEDDING = "embedding";
    private static final String FEATURES = "features";
    private static final String RANKING = "ranking";
    private static final String JOBS = "jobs";

    ArchRule schemasKnowNothingOfOurs() {
        return knowsNot(SCHEMAS, EMBEDDING, FEATURES, RANKING, JOBS);
    }

    ArchRule embeddingsKnowNothingOfOurs() {
        return knowsNot(EMBEDDING, SCHEMAS, FEATURES, RANKING, JOBS);
    }

    ArchRule featuresKnowSchemasAndEmbeddings() {
        return knowsNot(FEATURES, RANKING, JOBS);
    }

    ArchRule rankingKnowsAllButJobs() {
        return knowsNot(RANKING, JOBS);
    }

    ArchRule vectorApiInOnePackage() {
        return onlyIn(EMBEDDING + ".simd", "jdk.incubator.vector..")
                .because("everything else must run where the incubator module is not enabled");
    }

    ArchRule engineLibrariesInJobs() {
        return onlyIn(JOBS, "org.apache.flink..", "org.apache.kafka..", "picocli..")
                .because("the engine is plain Java, and Flink carries it");
    }

    ArchRule avroInSchemas() {
        return onlyIn(SCHEMAS, "org.apache.avro..").because("Avro stops at the codec");
    }

    ArchRule noChance() {
        return engine().should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .because("random numbers are seeded from the event")
                .allowEmptyShould(true);
    }

    ArchRule noClock() {
        return engine().should()
                .callMethod(System.class, "currentTimeMillis")
                .because("time comes with the event")
                .allowEmptyShould(true);
    }

    ArchRule sameBitsOnEveryMachine() {
        return engine().should()
                .callMethod(Math.class, "exp", double.class)
                .orShould()
                .callMethod(Math.class, "log", double.class)
                .orShould()
                .callMethod(Math.class, "pow", double.class, double.class)
                .because("their last bits differ by JIT and library")
                .allowEmptyShould(true);
    }

    ArchRule noStaticFieldsThatHoldState() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(packages(JOBS))
                .and()
                .areStatic()
                .should(new BeConstant())
                .because("two subtasks in one JVM must not share what a cluster would not")
                .allowEmptyShould(true);
    }

    ArchRule noStaticCollectionsThatGrow() {
        return classes()
                .that()
                .resideInAPackage(packages(JOBS))
                .should(new InitialiseWithoutMutableCollections())
                .because("a constant collection comes from List.of, Set.of or Map.of")
                .allowEmptyShould(true);
    }

    ArchRule noCyclesInJobs() {
        return slices().matching(root + "." + JOBS + ".(*)..").should().beFreeOfCycles();
    }

    private ArchRule knowsNot(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(packages(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others).map(this::packages).toArray(String[]::new))
                .allowEmptyShould(true);
    }

    private ArchRule onlyIn(String home, String... libraries) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(packages(home))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .allowEmptyShould(true);
    }

    private GivenClassesConjunction engine() {
        return noClasses().that().resideInAnyPackage(packages(EMBEDDING), packages(FEATURES), packages(RANKING));
    }

    private String packages(String module) {
        return root + "." + module + "..";
    }
}
