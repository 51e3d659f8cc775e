/**
 * The official test cases in force, as data: version | what is under test | block | certification profiles | ids.
 * A profile is followed by M (mandatory), C (conditional) or - (the catalogue does not say); - alone: no profile.
 * 1.6: the 184 of the catalogue of 2025-09, by the feature that they are about; three that only a station without that
 * feature has to pass count for Core. 2.0.1: 673 (TC_A_13 and
 * TC_O_15_CS were withdrawn by errata), which carry over to 2.1 with their profiles. 2.1: 234 new ones, for which no document assigns a profile.
 */
export const OFFICIAL_CASES = `
1.6 | station | Core | Core - | TC_001_CS TC_002_CS TC_003_CS TC_004_1_CS TC_004_2_CS TC_068_CS TC_069_CS TC_005_1_CS TC_005_2_CS TC_005_3_CS TC_010_CS TC_011_1_CS TC_011_2_CS TC_012_CS TC_013_CS TC_014_CS TC_015_CS TC_016_CS TC_017_1_CS TC_017_2_CS TC_018_1_CS TC_018_2_CS TC_019_CS TC_021_CS TC_070_CS TC_071_CS TC_024_CS TC_026_CS TC_027_CS TC_028_CS TC_030_CS TC_031_CS TC_032_1_CS TC_032_2_CS TC_034_CS TC_036_CS TC_037_1_CS TC_037_2_CS TC_037_3_CS TC_038_CS TC_039_CS TC_040_1_CS TC_040_2_CS TC_041_CS TC_062_CS TC_007_1_CS TC_007_2_CS TC_061_1_CS TC_061_2_CS TC_023_4_CS TC_023_5_CS
1.6 | station | Local Auth List Management | LocalAuthListManagement - | TC_042_1_CS TC_042_2_CS TC_043_CS TC_043_2_CS TC_043_3_CS TC_008_1_CS TC_008_2_CS
1.6 | station | Local Auth List Management | Core - | TC_043_1_CS
1.6 | station | Firmware Management | FirmwareManagement - | TC_044_1_CS TC_044_2_CS TC_044_3_CS TC_045_1_CS TC_045_2_CS
1.6 | station | Reservation | Reservation - | TC_046_1_CS TC_046_2_CS TC_047_CS TC_048_1_CS TC_048_2_CS TC_048_3_CS TC_049_CS TC_050_1_CS TC_050_2_CS TC_050_3_CS TC_051_CS TC_052_CS TC_053_1_CS TC_053_2_CS
1.6 | station | Reservation | Core - | TC_048_4_CS TC_050_4_CS
1.6 | station | Remote Trigger | RemoteTrigger - | TC_054_CS TC_055_CS
1.6 | station | Smart Charging | SmartCharging - | TC_056_CS TC_057_CS TC_058_1_CS TC_058_2_CS TC_082_CS TC_066_CS TC_067_CS TC_072_CS TC_059_CS TC_060_CS
1.6 | station | Security (whitepaper) | Security - | TC_073_CS TC_074_CS TC_075_1_CS TC_075_2_CS TC_076_CS TC_077_CS TC_078_CS TC_079_CS TC_080_CS TC_081_CS TC_083_CS TC_084_CS TC_085_CS TC_086_CS TC_087_CS
1.6 | csms | Core | Core - | TC_001_CSMS TC_003_CSMS TC_004_1_CSMS TC_004_2_CSMS TC_005_1_CSMS TC_007_CSMS TC_061_CSMS TC_010_CSMS TC_011_1_CSMS TC_011_2_CSMS TC_012_CSMS TC_013_CSMS TC_014_CSMS TC_017_1_CSMS TC_017_2_CSMS TC_018_1_CSMS TC_019_1_CSMS TC_019_2_CSMS TC_021_CSMS TC_023_1_CSMS TC_023_2_CSMS TC_023_3_CSMS TC_024_CSMS TC_026_CSMS TC_028_CSMS TC_030_CSMS TC_031_CSMS TC_032_1_CSMS TC_037_1_CSMS TC_037_3_CSMS TC_039_CSMS TC_040_1_CSMS TC_040_2_CSMS TC_064_CSMS
1.6 | csms | Local Auth List Management | LocalAuthListManagement - | TC_042_1_CSMS TC_042_2_CSMS TC_043_1_CSMS TC_043_3_CSMS TC_043_4_CSMS TC_043_5_CSMS
1.6 | csms | Firmware Management | FirmwareManagement - | TC_044_1_CSMS TC_044_2_CSMS TC_044_3_CSMS TC_045_1_CSMS TC_045_2_CSMS
1.6 | csms | Reservation | Reservation - | TC_046_CSMS TC_047_CSMS TC_048_1_CSMS TC_048_2_CSMS TC_048_3_CSMS TC_048_4_CSMS TC_049_CSMS TC_051_CSMS TC_052_CSMS TC_053_CSMS
1.6 | csms | Remote Trigger | RemoteTrigger - | TC_054_CSMS TC_055_CSMS
1.6 | csms | Smart Charging | SmartCharging - | TC_056_CSMS TC_057_CSMS TC_066_CSMS TC_067_CSMS TC_059_CSMS
1.6 | csms | Security (whitepaper) | Security - | TC_073_CSMS TC_074_CSMS TC_075_1_CSMS TC_075_2_CSMS TC_076_CSMS TC_077_CSMS TC_078_CSMS TC_079_CSMS TC_080_CSMS TC_081_CSMS TC_085_CSMS TC_086_CSMS TC_087_CSMS TC_083_CSMS TC_088_CSMS
2.0.1 | station | A Security | Core M | TC_A_01_CS TC_A_04_CS TC_A_05_CS TC_A_06_CS TC_A_09_CS TC_A_10_CS TC_A_19_CS TC_A_22_CS
2.0.1 | station | A Security | Advanced Security M | TC_A_07_CS TC_A_11_CS TC_A_14_CS TC_A_15_CS
2.0.1 | station | A Security | ISO 15118 Support M | TC_A_12_CS
2.0.1 | station | A Security | Core C | TC_A_20_CS
2.0.1 | station | A Security | Advanced Security C | TC_A_21_CS TC_A_23_CS
2.0.1 | station | B Provisioning | Core M | TC_B_01_CS TC_B_02_CS TC_B_03_CS TC_B_06_CS TC_B_07_CS TC_B_09_CS TC_B_10_CS TC_B_11_CS TC_B_12_CS TC_B_13_CS TC_B_20_CS TC_B_21_CS TC_B_22_CS TC_B_23_CS TC_B_30_CS TC_B_32_CS TC_B_33_CS TC_B_34_CS TC_B_35_CS TC_B_36_CS TC_B_37_CS TC_B_39_CS TC_B_43_CS TC_B_45_CS TC_B_46_CS TC_B_50_CS TC_B_51_CS TC_B_52_CS TC_B_53_CS TC_B_57_CS
2.0.1 | station | B Provisioning | Advanced Device Management M | TC_B_14_CS TC_B_16_CS TC_B_17_CS TC_B_18_CS TC_B_54_CS TC_B_55_CS TC_B_56_CS
2.0.1 | station | B Provisioning | Core C | TC_B_15_CS TC_B_25_CS TC_B_26_CS TC_B_27_CS TC_B_28_CS TC_B_29_CS TC_B_41_CS TC_B_47_CS TC_B_49_CS
2.0.1 | station | B Provisioning | - | TC_B_19_CS
2.0.1 | station | B Provisioning | Reservation M | TC_B_24_CS
2.0.1 | station | C Authorization | Core C | TC_C_02_CS TC_C_04_CS TC_C_05_CS TC_C_06_CS TC_C_07_CS TC_C_08_CS TC_C_09_CS TC_C_10_CS TC_C_11_CS TC_C_12_CS TC_C_13_CS TC_C_15_CS TC_C_16_CS TC_C_17_CS TC_C_18_CS TC_C_26_CS TC_C_32_CS TC_C_33_CS TC_C_34_CS TC_C_36_CS TC_C_37_CS TC_C_38_CS TC_C_39_CS TC_C_41_CS TC_C_42_CS TC_C_44_CS TC_C_45_CS TC_C_46_CS TC_C_47_CS TC_C_48_CS TC_C_49_CS TC_C_56_CS TC_C_57_CS
2.0.1 | station | C Authorization | - | TC_C_14_CS
2.0.1 | station | C Authorization | Local Authorization List Management M | TC_C_21_CS TC_C_22_CS TC_C_23_CS TC_C_24_CS TC_C_25_CS TC_C_27_CS TC_C_28_CS TC_C_29_CS TC_C_30_CS TC_C_31_CS TC_C_40_CS TC_C_43_CS
2.0.1 | station | C Authorization | ISO 15118 Support M | TC_C_50_CS TC_C_51_CS TC_C_54_CS TC_C_55_CS
2.0.1 | station | C Authorization | ISO 15118 Support C | TC_C_52_CS TC_C_53_CS
2.0.1 | station | C Authorization | Local Authorization List Management C | TC_C_58_CS
2.0.1 | station | D Local Authorization List Management | Local Authorization List Management M | TC_D_01_CS TC_D_02_CS TC_D_03_CS TC_D_04_CS TC_D_05_CS TC_D_06_CS TC_D_07_CS TC_D_08_CS TC_D_10_CS
2.0.1 | station | E Transactions | Core C | TC_E_01_CS TC_E_02_CS TC_E_03_CS TC_E_04_CS TC_E_05_CS TC_E_06_CS TC_E_07_CS TC_E_08_CS TC_E_09_CS TC_E_10_CS TC_E_11_CS TC_E_12_CS TC_E_13_CS TC_E_14_CS TC_E_15_CS TC_E_16_CS TC_E_17_CS TC_E_19_CS TC_E_20_CS TC_E_21_CS TC_E_22_CS TC_E_24_CS TC_E_25_CS TC_E_26_CS TC_E_27_CS TC_E_31_CS TC_E_35_CS TC_E_37_CS TC_E_38_CS TC_E_43_CS TC_E_44_CS TC_E_45_CS TC_E_52_CS TC_E_54_CS
2.0.1 | station | E Transactions | Core M | TC_E_28_CS TC_E_29_CS TC_E_30_CS TC_E_32_CS TC_E_33_CS TC_E_34_CS TC_E_39_CS TC_E_40_CS TC_E_41_CS TC_E_42_CS TC_E_50_CS TC_E_51_CS
2.0.1 | station | E Transactions | ISO 15118 Support M | TC_E_46_CS
2.0.1 | station | F Remote Control | Core C | TC_F_01_CS TC_F_02_CS TC_F_03_CS TC_F_05_CS TC_F_06_CS TC_F_07_CS TC_F_10_CS TC_F_11_CS TC_F_12_CS TC_F_13_CS TC_F_14_CS TC_F_15_CS TC_F_16_CS TC_F_17_CS TC_F_18_CS TC_F_19_CS TC_F_23_CS TC_F_24_CS TC_F_26_CS TC_F_27_CS
2.0.1 | station | F Remote Control | Core M | TC_F_04_CS TC_F_08_CS TC_F_09_CS TC_F_20_CS
2.0.1 | station | G Availability | Core M | TC_G_01_CS TC_G_02_CS TC_G_03_CS TC_G_04_CS TC_G_05_CS TC_G_06_CS TC_G_07_CS TC_G_08_CS TC_G_09_CS TC_G_10_CS TC_G_11_CS TC_G_12_CS TC_G_13_CS TC_G_14_CS TC_G_15_CS TC_G_16_CS TC_G_17_CS TC_G_18_CS TC_G_19_CS TC_G_21_CS
2.0.1 | station | G Availability | - | TC_G_20_CS
2.0.1 | station | H Reservation | Reservation M | TC_H_01_CS TC_H_02_CS TC_H_03_CS TC_H_04_CS TC_H_06_CS TC_H_07_CS TC_H_17_CS TC_H_18_CS TC_H_19_CS TC_H_21_CS TC_H_23_CS
2.0.1 | station | H Reservation | Reservation C | TC_H_08_CS TC_H_09_CS TC_H_10_CS TC_H_12_CS TC_H_13_CS TC_H_14_CS TC_H_15_CS TC_H_16_CS TC_H_22_CS TC_H_24_CS
2.0.1 | station | I Tariff and Cost | Advanced User Interface M | TC_I_01_CS TC_I_02_CS TC_I_07_CS
2.0.1 | station | J Meter Values | Core M | TC_J_01_CS TC_J_02_CS TC_J_03_CS TC_J_07_CS TC_J_09_CS TC_J_10_CS
2.0.1 | station | J Meter Values | Core C | TC_J_04_CS TC_J_06_CS TC_J_08_CS TC_J_11_CS
2.0.1 | station | K Smart Charging | Smart Charging M; ISO 15118 Support M | TC_K_01_CS TC_K_02_CS TC_K_03_CS TC_K_04_CS TC_K_05_CS TC_K_06_CS TC_K_07_CS TC_K_08_CS TC_K_09_CS TC_K_10_CS TC_K_11_CS TC_K_13_CS TC_K_14_CS TC_K_16_CS TC_K_19_CS TC_K_21_CS TC_K_22_CS TC_K_23_CS TC_K_28_CS TC_K_29_CS TC_K_30_CS TC_K_31_CS TC_K_32_CS TC_K_33_CS TC_K_34_CS TC_K_35_CS TC_K_36_CS TC_K_39_CS TC_K_40_CS TC_K_41_CS TC_K_47_CS TC_K_60_CS
2.0.1 | station | K Smart Charging | Smart Charging C; ISO 15118 Support C | TC_K_12_CS TC_K_24_CS TC_K_42_CS
2.0.1 | station | K Smart Charging | - | TC_K_15_CS TC_K_52_CS
2.0.1 | station | K Smart Charging | Smart Charging M | TC_K_37_CS
2.0.1 | station | K Smart Charging | Core C | TC_K_38_CS
2.0.1 | station | K Smart Charging | ISO 15118 Support M | TC_K_53_CS TC_K_54_CS TC_K_56_CS TC_K_57_CS TC_K_58_CS
2.0.1 | station | L Firmware Management | Core M | TC_L_01_CS TC_L_02_CS TC_L_03_CS TC_L_05_CS TC_L_06_CS TC_L_07_CS TC_L_08_CS TC_L_18_CS
2.0.1 | station | L Firmware Management | Core C | TC_L_10_CS TC_L_11_CS TC_L_12_CS TC_L_13_CS TC_L_14_CS TC_L_15_CS TC_L_16_CS
2.0.1 | station | M ISO 15118 Certificate Management | Core M | TC_M_01_CS TC_M_02_CS TC_M_07_CS TC_M_12_CS TC_M_13_CS TC_M_17_CS TC_M_18_CS TC_M_19_CS TC_M_20_CS TC_M_22_CS
2.0.1 | station | M ISO 15118 Certificate Management | ISO 15118 Support M | TC_M_03_CS TC_M_04_CS TC_M_14_CS TC_M_15_CS TC_M_16_CS TC_M_24_CS TC_M_25_CS TC_M_26_CS TC_M_27_CS TC_M_28_CS TC_M_29_CS
2.0.1 | station | M ISO 15118 Certificate Management | Core C | TC_M_09_CS TC_M_30_CS TC_M_31_CS
2.0.1 | station | M ISO 15118 Certificate Management | Advanced Security M | TC_M_23_CS
2.0.1 | station | N Diagnostics | Advanced Device Management M | TC_N_01_CS TC_N_02_CS TC_N_03_CS TC_N_05_CS TC_N_06_CS TC_N_08_CS TC_N_09_CS TC_N_10_CS TC_N_11_CS TC_N_12_CS TC_N_13_CS TC_N_15_CS TC_N_16_CS TC_N_17_CS TC_N_18_CS TC_N_19_CS TC_N_20_CS TC_N_24_CS TC_N_37_CS TC_N_39_CS TC_N_40_CS TC_N_41_CS TC_N_43_CS TC_N_45_CS TC_N_47_CS TC_N_48_CS TC_N_51_CS TC_N_52_CS TC_N_53_CS TC_N_56_CS
2.0.1 | station | N Diagnostics | - | TC_N_04_CS TC_N_07_CS TC_N_29_CS TC_N_33_CS TC_N_34_CS TC_N_38_CS TC_N_61_CS
2.0.1 | station | N Diagnostics | Advanced Device Management C | TC_N_21_CS TC_N_22_CS TC_N_23_CS TC_N_44_CS
2.0.1 | station | N Diagnostics | Core M | TC_N_25_CS TC_N_26_CS TC_N_32_CS TC_N_35_CS
2.0.1 | station | N Diagnostics | Core C | TC_N_27_CS TC_N_28_CS TC_N_30_CS TC_N_31_CS TC_N_36_CS TC_N_62_CS
2.0.1 | station | N Diagnostics | ISO 15118 Support C | TC_N_63_CS
2.0.1 | station | O Display Message | Advanced User Interface M | TC_O_01_CS TC_O_02_CS TC_O_03_CS TC_O_04_CS TC_O_05_CS TC_O_06_CS TC_O_07_CS TC_O_08_CS TC_O_09_CS TC_O_10_CS TC_O_11_CS TC_O_12_CS TC_O_13_CS TC_O_14_CS TC_O_20_CS TC_O_27_CS TC_O_28_CS TC_O_33_CS TC_O_34_CS TC_O_36_CS TC_O_37_CS TC_O_38_CS
2.0.1 | station | O Display Message | Advanced User Interface C | TC_O_17_CS TC_O_19_CS TC_O_22_CS TC_O_24_CS TC_O_30_CS TC_O_32_CS TC_O_35_CS
2.0.1 | station | O Display Message | - | TC_O_18_CS TC_O_39_CS
2.0.1 | station | P Data Transfer | Core M | TC_P_01_CS TC_P_03_CS
2.0.1 | station | P Data Transfer | - | TC_P_04_CS
2.0.1 | csms | A Security | Core M | TC_A_01_CSMS TC_A_02_CSMS TC_A_03_CSMS TC_A_04_CSMS TC_A_06_CSMS TC_A_09_CSMS TC_A_10_CSMS TC_A_19_CSMS
2.0.1 | csms | A Security | Advanced Security M | TC_A_07_CSMS TC_A_08_CSMS TC_A_11_CSMS TC_A_14_CSMS
2.0.1 | csms | A Security | ISO 15118 Support M | TC_A_12_CSMS
2.0.1 | csms | B Provisioning | Core M | TC_B_01_CSMS TC_B_06_CSMS TC_B_09_CSMS TC_B_20_CSMS TC_B_21_CSMS TC_B_22_CSMS TC_B_42_CSMS TC_B_44_CSMS TC_B_58_CSMS
2.0.1 | csms | B Provisioning | Core C | TC_B_02_CSMS TC_B_07_CSMS TC_B_10_CSMS TC_B_13_CSMS TC_B_25_CSMS TC_B_26_CSMS TC_B_27_CSMS TC_B_30_CSMS TC_B_31_CSMS
2.0.1 | csms | B Provisioning | - | TC_B_08_CSMS
2.0.1 | csms | B Provisioning | Core C; Advanced Device Management M | TC_B_12_CSMS
2.0.1 | csms | B Provisioning | Advanced Device Management M | TC_B_14_CSMS TC_B_18_CSMS
2.0.1 | csms | C Authorization | Core M | TC_C_02_CSMS TC_C_06_CSMS TC_C_07_CSMS TC_C_08_CSMS TC_C_20_CSMS TC_C_37_CSMS TC_C_38_CSMS TC_C_39_CSMS TC_C_47_CSMS TC_C_48_CSMS TC_C_49_CSMS
2.0.1 | csms | C Authorization | Local Authorization List Management M | TC_C_40_CSMS TC_C_43_CSMS
2.0.1 | csms | C Authorization | ISO 15118 Support M | TC_C_50_CSMS TC_C_51_CSMS TC_C_52_CSMS
2.0.1 | csms | D Local Authorization List Management | Local Authorization List Management M | TC_D_01_CSMS TC_D_02_CSMS TC_D_03_CSMS TC_D_04_CSMS TC_D_09_CSMS
2.0.1 | csms | D Local Authorization List Management | Local Authorization List Management C | TC_D_08_CSMS
2.0.1 | csms | E Transactions | Core M | TC_E_01_CSMS TC_E_02_CSMS TC_E_03_CSMS TC_E_04_CSMS TC_E_07_CSMS TC_E_08_CSMS TC_E_09_CSMS TC_E_10_CSMS TC_E_11_CSMS TC_E_12_CSMS TC_E_14_CSMS TC_E_15_CSMS TC_E_16_CSMS TC_E_17_CSMS TC_E_19_CSMS TC_E_20_CSMS TC_E_21_CSMS TC_E_22_CSMS TC_E_26_CSMS TC_E_38_CSMS TC_E_39_CSMS TC_E_53_CSMS
2.0.1 | csms | E Transactions | Core C | TC_E_29_CSMS TC_E_30_CSMS TC_E_31_CSMS TC_E_33_CSMS TC_E_34_CSMS
2.0.1 | csms | F Remote Control | Core M | TC_F_01_CSMS TC_F_02_CSMS TC_F_03_CSMS TC_F_04_CSMS TC_F_20_CSMS TC_F_27_CSMS
2.0.1 | csms | F Remote Control | Core C | TC_F_06_CSMS TC_F_11_CSMS TC_F_12_CSMS TC_F_13_CSMS TC_F_14_CSMS TC_F_15_CSMS TC_F_18_CSMS TC_F_23_CSMS TC_F_24_CSMS
2.0.1 | csms | G Availability | Core M | TC_G_03_CSMS TC_G_04_CSMS TC_G_05_CSMS TC_G_06_CSMS TC_G_07_CSMS TC_G_08_CSMS TC_G_11_CSMS TC_G_14_CSMS TC_G_17_CSMS TC_G_20_CSMS
2.0.1 | csms | H Reservation | Reservation M | TC_H_01_CSMS TC_H_07_CSMS TC_H_17_CSMS TC_H_19_CSMS TC_H_20_CSMS TC_H_22_CSMS
2.0.1 | csms | H Reservation | Reservation C | TC_H_08_CSMS TC_H_14_CSMS TC_H_15_CSMS
2.0.1 | csms | I Tariff and Cost | Advanced User Interface M | TC_I_01_CSMS TC_I_02_CSMS
2.0.1 | csms | J Meter Values | Core M | TC_J_01_CSMS TC_J_02_CSMS TC_J_03_CSMS TC_J_04_CSMS TC_J_07_CSMS TC_J_08_CSMS TC_J_09_CSMS TC_J_10_CSMS TC_J_11_CSMS
2.0.1 | csms | K Smart Charging | Smart Charging M; ISO 15118 Support M | TC_K_01_CSMS TC_K_03_CSMS TC_K_04_CSMS TC_K_05_CSMS TC_K_06_CSMS TC_K_08_CSMS TC_K_19_CSMS TC_K_29_CSMS TC_K_30_CSMS TC_K_31_CSMS TC_K_32_CSMS TC_K_33_CSMS TC_K_34_CSMS TC_K_35_CSMS TC_K_36_CSMS TC_K_43_CSMS TC_K_44_CSMS TC_K_60_CSMS
2.0.1 | csms | K Smart Charging | - | TC_K_02_CSMS TC_K_48_CSMS TC_K_50_CSMS TC_K_51_CSMS TC_K_52_CSMS
2.0.1 | csms | K Smart Charging | Smart Charging C; ISO 15118 Support M | TC_K_10_CSMS
2.0.1 | csms | K Smart Charging | Smart Charging M | TC_K_15_CSMS TC_K_37_CSMS TC_K_70_CSMS
2.0.1 | csms | K Smart Charging | ISO 15118 Support M | TC_K_53_CSMS TC_K_55_CSMS TC_K_57_CSMS TC_K_58_CSMS TC_K_59_CSMS
2.0.1 | csms | L Firmware Management | Core M | TC_L_01_CSMS TC_L_04_CSMS TC_L_05_CSMS TC_L_06_CSMS TC_L_07_CSMS TC_L_08_CSMS TC_L_09_CSMS TC_L_10_CSMS TC_L_11_CSMS TC_L_13_CSMS
2.0.1 | csms | L Firmware Management | Core C | TC_L_02_CSMS TC_L_03_CSMS
2.0.1 | csms | L Firmware Management | - | TC_L_17_CSMS TC_L_19_CSMS TC_L_20_CSMS TC_L_21_CSMS TC_L_22_CSMS TC_L_23_CSMS TC_L_24_CSMS
2.0.1 | csms | M ISO 15118 Certificate Management | Core M | TC_M_01_CSMS TC_M_02_CSMS TC_M_05_CSMS TC_M_13_CSMS TC_M_18_CSMS TC_M_19_CSMS TC_M_20_CSMS TC_M_21_CSMS
2.0.1 | csms | M ISO 15118 Certificate Management | ISO 15118 Support M | TC_M_03_CSMS TC_M_04_CSMS TC_M_14_CSMS TC_M_15_CSMS TC_M_16_CSMS TC_M_24_CSMS TC_M_26_CSMS TC_M_28_CSMS
2.0.1 | csms | M ISO 15118 Certificate Management | - | TC_M_12_CSMS TC_M_17_CSMS
2.0.1 | csms | N Diagnostics | Advanced Device Management M | TC_N_01_CSMS TC_N_02_CSMS TC_N_03_CSMS TC_N_05_CSMS TC_N_08_CSMS TC_N_16_CSMS TC_N_17_CSMS TC_N_18_CSMS TC_N_21_CSMS TC_N_24_CSMS TC_N_44_CSMS TC_N_47_CSMS TC_N_49_CSMS TC_N_50_CSMS TC_N_60_CSMS
2.0.1 | csms | N Diagnostics | - | TC_N_09_CSMS TC_N_48_CSMS
2.0.1 | csms | N Diagnostics | Core M | TC_N_25_CSMS TC_N_27_CSMS TC_N_28_CSMS TC_N_29_CSMS TC_N_30_CSMS TC_N_31_CSMS TC_N_32_CSMS TC_N_34_CSMS TC_N_35_CSMS TC_N_36_CSMS
2.0.1 | csms | N Diagnostics | Local Authorization List Management M | TC_N_46_CSMS
2.0.1 | csms | N Diagnostics | Core C | TC_N_62_CSMS
2.0.1 | csms | N Diagnostics | ISO 15118 Support C | TC_N_63_CSMS
2.0.1 | csms | O Display Message | Advanced User Interface M | TC_O_01_CSMS TC_O_02_CSMS TC_O_03_CSMS TC_O_04_CSMS TC_O_05_CSMS TC_O_06_CSMS TC_O_07_CSMS TC_O_08_CSMS TC_O_09_CSMS TC_O_10_CSMS TC_O_12_CSMS TC_O_13_CSMS TC_O_14_CSMS TC_O_17_CSMS TC_O_18_CSMS TC_O_19_CSMS TC_O_26_CSMS TC_O_27_CSMS TC_O_28_CSMS
2.0.1 | csms | O Display Message | - | TC_O_11_CSMS TC_O_25_CSMS
2.0.1 | csms | P Data Transfer | Core M | TC_P_02_CSMS TC_P_03_CSMS
2.1 | station | B Provisioning | - | TC_B_100_CS TC_B_101_CS TC_B_102_CS TC_B_103_CS TC_B_104_CS TC_B_105_CS TC_B_107_CS TC_B_108_CS TC_B_109_CS TC_B_110_CS TC_B_111_CS TC_B_112_CS TC_B_113_CS
2.1 | station | C Authorization | - | TC_C_100_CS TC_C_103_CS TC_C_104_CS TC_C_105_CS TC_C_106_CS TC_C_107_CS TC_C_108_CS TC_C_109_CS TC_C_110_CS TC_C_111_CS TC_C_112_CS TC_C_113_CS TC_C_114_CS TC_C_115_CS TC_C_116_CS TC_C_119_CS TC_C_120_CS TC_C_121_CS TC_C_122_CS TC_C_123_CS TC_C_124_CS TC_C_127_CS TC_C_128_CS TC_C_129_CS TC_C_130_CS
2.1 | station | E Transactions | - | TC_E_100_CS TC_E_101_CS TC_E_102_CS TC_E_103_CS TC_E_104_CS TC_E_105_CS TC_E_106_CS TC_E_107_CS TC_E_108_CS TC_E_112_CS TC_E_113_CS TC_E_114_CS TC_E_115_CS TC_E_116_CS
2.1 | station | F Remote Control | - | TC_F_100_CS
2.1 | station | I Tariff and Cost | - | TC_I_100_CS TC_I_101_CS TC_I_102_CS TC_I_103_CS TC_I_104_CS TC_I_105_CS TC_I_106_CS TC_I_107_CS TC_I_108_CS TC_I_109_CS TC_I_110_CS TC_I_111_CS TC_I_112_CS TC_I_113_CS TC_I_114_CS TC_I_115_CS TC_I_116_CS TC_I_117_CS TC_I_118_CS TC_I_119_CS TC_I_120_CS TC_I_121_CS
2.1 | station | K Smart Charging | - | TC_K_100_CS TC_K_101_CS TC_K_102_CS TC_K_103_CS TC_K_104_CS TC_K_105_CS TC_K_106_CS TC_K_107_CS TC_K_108_CS TC_K_109_CS TC_K_110_CS TC_K_112_CS TC_K_113_CS TC_K_114_CS TC_K_115_CS TC_K_116_CS TC_K_118_CS TC_K_119_CS TC_K_120_CS TC_K_121_CS TC_K_122_CS TC_K_123_CS TC_K_124_CS TC_K_125_CS TC_K_129_CS TC_K_130_CS TC_K_131_CS TC_K_132_CS TC_K_133_CS TC_K_134_CS TC_K_135_CS TC_K_136_CS
2.1 | station | M ISO 15118 Certificate Management | - | TC_M_100_CS TC_M_101_CS
2.1 | station | N Diagnostics | - | TC_N_100_CS TC_N_101_CS TC_N_102_CS TC_N_103_CS TC_N_104_CS TC_N_105_CS TC_N_106_CS TC_N_108_CS TC_N_109_CS
2.1 | station | O Display Message | - | TC_O_100_CS TC_O_101_CS
2.1 | station | Q Bidirectional Power Transfer | - | TC_Q_100_CS TC_Q_101_CS TC_Q_102_CS TC_Q_103_CS TC_Q_104_CS TC_Q_107_CS TC_Q_109_CS TC_Q_110_CS TC_Q_111_CS TC_Q_112_CS TC_Q_113_CS TC_Q_114_CS TC_Q_115_CS TC_Q_116_CS TC_Q_117_CS TC_Q_118_CS TC_Q_119_CS TC_Q_120_CS TC_Q_122_CS TC_Q_123_CS TC_Q_125_CS TC_Q_126_CS TC_Q_127_CS TC_Q_128_CS TC_Q_130_CS
2.1 | station | R DER Control | - | TC_R_100_CS TC_R_101_CS TC_R_102_CS TC_R_103_CS TC_R_104_CS TC_R_105_CS TC_R_106_CS TC_R_108_CS
2.1 | station | S Battery Swapping | - | TC_S_102_CS TC_S_104_CS TC_S_105_CS
2.1 | csms | B Provisioning | - | TC_B_100_CSMS TC_B_103_CSMS TC_B_104_CSMS TC_B_105_CSMS TC_B_116_CSMS
2.1 | csms | C Authorization | - | TC_C_103_CSMS TC_C_104_CSMS TC_C_108_CSMS TC_C_113_CSMS TC_C_117_CSMS TC_C_118_CSMS TC_C_119_CSMS TC_C_120_CSMS TC_C_125_CSMS TC_C_126_CSMS TC_C_131_CSMS TC_C_132_CSMS TC_C_133_CSMS
2.1 | csms | E Transactions | - | TC_E_102_CSMS TC_E_106_CSMS TC_E_107_CSMS TC_E_108_CSMS TC_E_109_CSMS TC_E_110_CSMS TC_E_111_CSMS TC_E_113_CSMS TC_E_117_CSMS
2.1 | csms | F Remote Control | - | TC_F_100_CSMS
2.1 | csms | G Availability | - | TC_G_01_CSMS
2.1 | csms | I Tariff and Cost | - | TC_I_101_CSMS TC_I_102_CSMS TC_I_105_CSMS TC_I_106_CSMS TC_I_109_CSMS TC_I_110_CSMS TC_I_113_CSMS TC_I_114_CSMS TC_I_115_CSMS TC_I_122_CSMS
2.1 | csms | K Smart Charging | - | TC_K_100_CSMS TC_K_101_CSMS TC_K_102_CSMS TC_K_104_CSMS TC_K_106_CSMS TC_K_109_CSMS TC_K_113_CSMS TC_K_114_CSMS TC_K_115_CSMS TC_K_117_CSMS TC_K_118_CSMS TC_K_121_CSMS TC_K_126_CSMS
2.1 | csms | M ISO 15118 Certificate Management | - | TC_M_100_CSMS TC_M_101_CSMS
2.1 | csms | N Diagnostics | - | TC_N_100_CSMS TC_N_102_2_CSMS TC_N_102_CSMS TC_N_104_CSMS TC_N_105_CSMS TC_N_107_CSMS
2.1 | csms | O Display Message | - | TC_O_100_CSMS TC_O_101_CSMS
2.1 | csms | Q Bidirectional Power Transfer | - | TC_Q_102_CSMS TC_Q_103_CSMS TC_Q_107_CSMS TC_Q_108_CSMS TC_Q_109_CSMS TC_Q_110_CSMS TC_Q_111_CSMS TC_Q_112_CSMS TC_Q_117_CSMS TC_Q_120_CSMS TC_Q_121_CSMS TC_Q_124_CSMS
2.1 | csms | R DER Control | - | TC_R_107_CSMS TC_R_108_CSMS
2.1 | csms | S Battery Swapping | - | TC_S_102_CSMS TC_S_103_CSMS
`;
