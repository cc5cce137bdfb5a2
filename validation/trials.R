# The power of a trial with a fixed follow-up and exponential times, by rpact, beside which simulated trials stand.
# Writes tests/oracles/trials.csv.

source("validation/oracle.R")
suppressMessages(library(rpact))

power_of <- function(hazard_ratio, patients, rate_a_year, years) {
  result <- getPowerSurvival(
    alpha = 0.025, sided = 1, typeOfComputation = "Schoenfeld",
    lambda2 = rate_a_year, hazardRatio = hazard_ratio, directionUpper = hazard_ratio > 1,
    maxNumberOfSubjects = patients, maxNumberOfEvents = events(hazard_ratio, patients, rate_a_year, years),
    accrualTime = c(0, 0.001)
  )
  result$overallReject
}

# Expected events by the end of follow-up, half of the patients in each group.
events <- function(hazard_ratio, patients, rate_a_year, years) {
  patients / 2 * (2 - exp(-rate_a_year * years) - exp(-rate_a_year * hazard_ratio * years))
}

oracle <- new_oracle()
designs <- data.frame(hazard_ratio = c(1, 0.8, 0.7, 0.6), patients = c(1000, 1000, 1000, 300), rate = 0.2, years = 2)
for (row in seq_len(nrow(designs))) {
  d <- designs[row, ]
  case <- paste0("ratio ", d$hazard_ratio, ", ", d$patients, " patients")
  record(oracle, "power of a log-rank test", case, "power", power_of(d$hazard_ratio, d$patients, d$rate, d$years), "rpact")
}
save_oracle(oracle, "trials.csv")
