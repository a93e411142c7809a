# The image of server and agents: docker build -t isthmus:latest .
# It builds what ./isthmus builds (docs/design/build.md), with Maven's image, and runs on a JRE alone.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn --batch-mode --quiet -Plauncher -Dquick -DskipTests -Dmaven.test.skip=true --projects cli --also-make package

FROM eclipse-temurin:25-jre
COPY --from=build /src/.isthmus/build/isthmus-cli/lib /opt/isthmus/lib
COPY --from=build /src/.isthmus/build/isthmus-cli/isthmus.jar /opt/isthmus/isthmus.jar
COPY LICENSE NOTICE /opt/isthmus/
# A number: kubelets check that it is not root's. The manifests' fsGroup is the same.
USER 65532:65532
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/isthmus/isthmus.jar"]
